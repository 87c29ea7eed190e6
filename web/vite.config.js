// The page as static files in build/page, which the C++ build takes into the program.
import {defineConfig} from 'vite';

export default defineConfig({
  base: '/',
  build: {
    outDir: '../build/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,  // the server's policy allows no data: but for images
    modulePreload: {polyfill: false},
    target: 'es2022',
  },
  // `npm run dev` against a running `chancery serve --port 8707`.
  server: {proxy: {'/api': {target: 'http://127.0.0.1:8707', changeOrigin: true}}},
});
