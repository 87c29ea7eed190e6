// The page in a real browser (Debian's Chromium): every view, the way from two states to a sentence and back, filters through the
// address, the keyboard, print, downloads, what is dangerous in an article, axe in light and dark, and that no request leaves.
// Usage: node page.mjs ADDRESS PROGRAM RECORD FOLDER [--screenshots DIRECTORY]; tests/e2e/test_page.py starts the server.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const [address, program, record, folder, option, pictures] = process.argv.slice(2);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const editable = process.env.EDITABLE ?? ''; // the address of a server that may be edited
const pair = '/view/pair/KAZ/CHN';
const troubles = [];
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']});

function watch(page) {
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console: ${message.text()} (${page.url()})`);
  });
  page.on('pageerror', error => troubles.push(`error: ${error.message} (${page.url()})`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(address) && !(editable && url.startsWith(editable)) && !url.startsWith('data:') && !url.startsWith('blob:')) troubles.push(`request leaves: ${url}`);
  });
}

async function open(path, {scheme = 'light', width = 1280, height = 900, base = address} = {}) {
  const context = await browser.newContext({colorScheme: scheme, viewport: {width, height}, acceptDownloads: true, reducedMotion: 'reduce'});
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  watch(page);
  await page.goto(base + path);
  await page.locator('main[aria-busy=false]').waitFor();
  await page.waitForFunction(() => !document.querySelector('.cards[aria-busy=true]'));
  return page;
}
const close = page => page.context().close();
const api = async (path, base = address) => (await fetch(`${base}/api/v1/${path}`)).json();

async function axe(page, what) {
  await page.evaluate(axeSource); // by the debugger, which the page's policy does not bind
  const result = await page.evaluate(() => window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  const found = result.violations.map(one => `${one.id}: ${one.help}\n    ${one.nodes.slice(0, 4).map(node => `${node.target} ${node.failureSummary?.replaceAll('\n', ' ')}`).join('\n    ')}`);
  assert.equal(found.length, 0, `axe, ${what}:\n  ${found.join('\n  ')}`);
}

const tests = {
  async 'two states by keyboard, a line, its sentence, and back'() {
    const page = await open('/');
    await page.getByRole('combobox', {name: 'First state'}).fill('kazakhs');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('combobox', {name: 'First state'}).inputValue(), 'Kazakhstan');
    await page.getByRole('combobox', {name: 'Second state'}).fill('Chinese');
    await page.getByRole('option', {name: /China/}).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${pair}`);
    await page.getByRole('heading', {level: 1, name: 'Kazakhstan and China'}).waitFor();
    const line = page.locator('#section-contacts .line-text', {hasText: 'Prime Minister'}).or(page.locator('#section-contacts .line-text')).first();
    await line.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.locator('.article-text .sentence').first().waitFor();
    assert.match(page.url(), /evidence=E/);
    const id = new URL(page.url()).searchParams.get('evidence');
    const why = await api(`explain/${id}`);
    const said = why.occurrences[0].excerpts.find(excerpt => excerpt.label === 'says').text;
    const shown = await drawer.locator('.telling').first().locator('.article-text .sentence').first().innerText();
    assert.equal(shown.replace(/\s+/g, ' '), said.replace(/\s+/g, ' '), 'the marked sentence is the one that the record rests on');
    assert.ok(await drawer.locator('.sentence mark.role-actor').count() > 0, 'actors are marked');
    assert.ok(await drawer.getByText('How names were resolved').count() > 0 && await drawer.locator('.scores meter').count() > 0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({state: 'hidden'});
    assert.ok(!page.url().includes('evidence'), 'the address no longer asks for evidence');
    assert.ok(await line.evaluate(element => element === document.activeElement), 'the focus is where it was');
    await page.goBack();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({state: 'hidden'});
    await page.goBack();
    await page.getByRole('heading', {level: 1, name: /two states/}).waitFor();
    await close(page);
  },

  async 'an unknown state is named, the same twice refused'() {
    const page = await open('/');
    await page.getByRole('combobox', {name: 'First state'}).fill('Xqzwv');
    await page.getByRole('combobox', {name: 'Second state'}).fill('China');
    await page.getByRole('button', {name: 'Show the brief'}).click();
    await page.getByRole('alert').filter({hasText: 'Xqzwv'}).waitFor();
    await page.getByRole('combobox', {name: 'First state'}).fill('CHN');
    await page.getByRole('button', {name: 'Show the brief'}).click();
    await page.getByRole('alert').filter({hasText: 'different'}).waitFor();
    await close(page);
  },

  async 'every chart of a pair, its marks by mouse and keyboard'() {
    const page = await open(pair);
    const events = (await api('events?actor=KAZ&with=CHN&limit=1000')).rows;
    await page.locator('#section-timeline svg .mark').first().waitFor();
    assert.equal(await page.locator('#section-timeline svg .mark').count(), events.filter(row => row.date_from).length, 'a mark for each dated event');
    const side = await page.locator('#section-timeline svg').evaluate(chart => {
      const axis = Number(chart.querySelector('.axis').getAttribute('y1'));
      const where = name => [...chart.querySelectorAll(`.quad-verbal-${name} .dot, .quad-material-${name} .dot`)].map(dot => Number(dot.getAttribute('cy')) - axis);
      return {up: where('cooperation'), down: where('conflict')};
    });
    assert.ok(side.up.length > 0 && side.up.every(y => y <= 0) && side.down.length > 0 && side.down.every(y => y >= 0), 'cooperation above, conflict below');
    await page.locator('#section-timeline svg .mark[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('.statement').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', {name: 'By level'}).click();
    await page.locator('#section-timeline svg').getByText('Heads of state').waitFor();
    const before = await page.locator('#section-timeline svg .mark').count();
    for (let times = 0; times < 3; times += 1) await page.getByRole('button', {name: 'Zoom in'}).click();
    assert.ok(await page.locator('#section-timeline svg .mark').count() < before, 'zooming in leaves fewer events');
    await page.getByRole('button', {name: 'Whole time'}).click();
    assert.equal(await page.locator('#section-timeline svg .mark').count(), before);

    assert.equal(await page.locator('#section-figures svg path.series').count(), 2, 'both official series');
    await page.locator('#section-figures svg .gap-text', {hasText: '1.45'}).waitFor();
    await page.locator('#section-figures svg .claim').last().click();
    await page.getByRole('dialog').getByText('official figures').first().waitFor();
    await page.getByRole('button', {name: 'Close'}).click();
    await page.locator('#section-agreements .rung-mark.step-in-force').click();
    await page.getByRole('dialog').locator('.statement', {hasText: 'visas'}).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#section-areas svg .mark').first().click();
    await page.getByRole('dialog').locator('.statement').waitFor();
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#section-people svg .tenure-named').count() > 3);
    await page.locator('#section-map svg .land.side-0').waitFor();
    await page.locator('#section-map svg .place').first().click();
    await page.getByRole('dialog').locator('.choose a').nth(1).click();
    await page.getByRole('dialog').locator('.article-text').first().waitFor();
    await close(page);
  },

  async 'filters stand in the address, and the address sets them'() {
    const page = await open(pair);
    await page.locator('.filters summary', {hasText: 'Kind'}).click();
    await page.getByRole('checkbox', {name: 'Contact'}).check();
    await page.waitForURL('**type=CONSULT**');
    await page.getByLabel('From', {exact: true}).fill('2019');
    await page.keyboard.press('Tab');
    await page.waitForURL('**since=2019**');
    await page.locator('main[aria-busy=false]').waitFor();
    const rows = (await api('events?actor=KAZ&with=CHN&type=CONSULT&since=2019&limit=1000')).rows.filter(row => row.date_from);
    const count = async where => {
      await where.locator('#section-timeline svg .mark').first().waitFor();
      return where.locator('#section-timeline svg .mark').count();
    };
    await page.waitForFunction(wanted => document.querySelectorAll('#section-timeline svg .mark').length === wanted, rows.length);
    const other = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.equal(await count(other), rows.length, 'the link shows the same');
    assert.equal(await other.getByLabel('From', {exact: true}).inputValue(), '2019');
    assert.deepEqual(await other.locator('.sections .line-text').allInnerTexts(), await page.locator('.sections .line-text').allInnerTexts());
    await other.getByRole('button', {name: 'Clear all'}).click();
    await other.waitForURL(address + pair);
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes('since'));
    await close(other);
    await close(page);
  },

  async 'a text that is checked, and one that is not understood'() {
    const page = await open('/view/check');
    await page.getByLabel('Text').fill(readFileSync(join(process.env.CHANCERY_SOURCE, 'sample/2025-02-14-koshanov-han.txt'), 'utf8'));
    await page.getByRole('button', {name: 'Check', exact: true}).click();
    await page.locator('.verdict-matches').first().waitFor();
    assert.ok(await page.locator('.verdict-contradicts').count() > 0, 'the other side contradicts');
    assert.ok(await page.locator('.article-text mark').count() > 0);
    await axe(page, 'check');
    await page.getByLabel('Text').fill('Nothing to be seen here.');
    await page.getByRole('button', {name: 'Check', exact: true}).click();
    await page.getByText('No finding in this text').waitFor();
    await close(page);
  },

  async 'words are searched, and the article opens'() {
    const page = await open('/');
    await page.getByLabel('Search all texts').fill('visas');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/view/search?q=visas');
    await page.locator('.results a').first().click();
    await page.getByRole('dialog').locator('.choose a').first().waitFor();
    await close(page);
  },

  async 'what is taken away is whole'() {
    const page = await open(`${pair}?since=2020`);
    await page.getByText('Take away').click();
    const links = await page.locator('.take a').evaluateAll(all => all.map(link => [link.href, link.download]));
    assert.ok(links.length >= 11, `${links.length} files`);
    for (const [href, name] of links) {
      assert.ok(href.includes('since=2020'), `${name} keeps the filters`);
      const reply = await fetch(href);
      const text = await reply.text();
      assert.ok(reply.status === 200 && text.length > 50, `${name}: ${reply.status}, ${text.length} characters`);
    }
    for (const button of await page.getByRole('button', {name: /^Save the chart/}).all()) {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const chart = readFileSync(await download.path(), 'utf8');
      const fault = await page.evaluate(text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '', chart);
      assert.ok(download.suggestedFilename().endsWith('.svg') && fault === '' && chart.includes('fill="rgb'), `${download.suggestedFilename()} ${fault}`);
    }
    await close(page);
  },

  async 'printed, it is a brief of at most two pages'() {
    const page = await open(pair);
    await page.locator('#section-figures svg').waitFor();
    await page.emulateMedia({media: 'print'});
    await page.waitForTimeout(300);
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true});
    if (folder) writeFileSync(join(folder, 'brief.pdf'), pdf);
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
    assert.equal(await page.locator('.filters').isVisible(), false);
    await close(page);
  },

  async 'what is dangerous in an article stays text'() {
    const file = join(folder, 'dangerous.jsonl');
    writeFileSync(file, `${JSON.stringify({id: 'danger/<b>1', date: '2024-05-06', url: 'javascript:alert(1)', source: '<img src=x onerror=alert(1)>', title: '<script>alert(1)</script> Norway and Portugal',
      text: 'The foreign ministers of Norway and Portugal met in Oslo on 3 May 2024. <img src=x onerror="document.title=1"> Они обсудили Ӛ “fish”. The minister of Norway thanked Portugal on Friday.'})}\n`);
    const page = await open('/');
    const before = await page.locator('footer').innerText();
    execFileSync(program, ['read', file, '--record', record], {env: {...process.env, CHANCERY_CONFIG: 'none'}, stdio: 'pipe'});
    await page.waitForFunction(text => document.querySelector('footer').innerText !== text, before, {timeout: 60_000}); // the open page has heard of it
    await close(page);
    const other = await open('/view/pair/NOR/PRT');
    await other.locator('.line-text').first().click();
    const drawer = other.getByRole('dialog');
    await drawer.locator('.article-text .sentence').first().waitFor();
    assert.equal(await drawer.locator('img, script, a[href^="javascript"]').count(), 0);
    assert.ok((await drawer.locator('.origin').first().innerText()).includes('<img src=x'));
    assert.notEqual(await other.title(), '1');
    await other.goto(`${address}/view/pair/NOR/PRT?evidence=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
    await other.getByRole('alert').waitFor();
    troubles.splice(0, troubles.length, ...troubles.filter(trouble => !trouble.includes('404'))); // that id is not in the record
    await close(other);
  },

  async 'a finding is marked as wrong, is gone, and comes back'() {
    const page = await open(pair, {base: editable});
    const line = page.locator('#section-contacts .line-text').first();
    const text = await line.innerText();
    const id = new URL(await line.getAttribute('href'), editable).searchParams.get('evidence');
    await line.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Is this wrong?').click();
    await axe(page, 'correction');
    await drawer.getByRole('button', {name: 'Mark as wrong'}).click();
    assert.equal(await drawer.locator('.judged').count(), 0, 'nothing is marked without a name');
    await drawer.getByLabel('Your name').fill('Anna <Berg>');
    await drawer.getByLabel('Why').fill('it was called off');
    await drawer.getByRole('button', {name: 'Mark as wrong'}).click();
    await drawer.locator('.judged.wrong', {hasText: 'Anna <Berg>'}).first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator(`.line-text[href*="${id}"]`).first().waitFor({state: 'detached'}); // the page has heard that the record changed
    assert.ok((await api('events?actor=KAZ&with=CHN&limit=1000', editable)).rows.every(row => row.id !== id));
    await page.goto(`${editable}${pair}?evidence=${id}`);
    await drawer.getByText('Is this right after all?').click();
    assert.equal(await drawer.getByLabel('Your name').inputValue(), 'Anna <Berg>');
    await drawer.getByRole('button', {name: 'Mark as right'}).click();
    await drawer.locator('.judged:not(.wrong)').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator(`.line-text[href*="${id}"]`).first().waitFor();
    assert.equal(await page.locator(`#section-contacts .line-text[href*="${id}"]`).first().innerText(), text);
    await close(page);
    const other = await open(`${pair}?evidence=${id}`);
    await other.getByRole('dialog').locator('.article-text').first().waitFor();
    assert.equal(await other.getByText('Is this wrong?').count(), 0, 'where nothing may be edited nothing is offered');
    await close(other);
  },

  async 'files are dropped, and what is refused is named'() {
    const page = await open('/', {base: editable});
    await axe(page, 'start that may be edited');
    const files = await page.evaluateHandle(() => {
      const all = new DataTransfer();
      all.items.add(new File(['QUITO, June 5. The foreign ministers of Ecuador and Uruguay met in Quito on 5 June 2024.'], 'good.txt'));
      all.items.add(new File([new Uint8Array([0, 1, 2, 3, 255, 254])], 'bad.bin'));
      return all;
    });
    await page.locator('.intake').dispatchEvent('drop', {dataTransfer: files});
    await page.locator('.taken li', {hasText: 'good.txt'}).getByText('1 article added').waitFor();
    await page.locator('.taken li', {hasText: 'bad.bin'}).getByText('refused').waitFor();
    await page.getByText('2 files read').waitFor();
    await page.getByLabel('Or choose files').setInputFiles({name: 'again.txt', mimeType: 'text/plain', buffer: Buffer.from('LIMA, June 6. The presidents of Peru and Chile met in Lima on 6 June 2024.')});
    await page.locator('.taken li', {hasText: 'again.txt'}).getByText('1 article added').waitFor();
    await page.locator('.cards').getByText('Peru').first().waitFor(); // what happened last, told anew
    assert.equal(await page.locator('.taken > li').count(), 3, 'what was read stays listed');
    await close(page);
    const other = await open('/view/pair/ECU/URY', {base: editable});
    await other.locator('#section-contacts .line-text').first().waitFor();
    await close(other);
    const closed = await open('/');
    assert.equal(await closed.locator('.intake').count(), 0);
    await close(closed);
  },

  async 'axe finds nothing, in light and dark, wide and narrow; nothing sticks out'() {
    for (const scheme of ['light', 'dark']) {
      for (const width of [1280, 390]) {
        for (const path of ['/', pair, `${pair}?evidence=${(await api('events?actor=KAZ&with=CHN&limit=1')).rows[0].id}`, '/view/search?q=treaty', '/view/check', '/view/nowhere/at/all', '/view/pair/ISL/FJI']) {
          const page = await open(path, {scheme, width});
          if (path.startsWith(`${pair}?`)) await page.locator('.article-text').first().waitFor();
          else if (path === pair) await page.locator('#section-map .place').first().waitFor();
          await axe(page, `${path} ${scheme} ${width}`);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${path} at ${width} is ${over} pixels too wide`);
          await close(page);
        }
      }
    }
  },

  async 'what is fetched is less than 600 KB'() {
    const page = await open(pair);
    await page.locator('#section-map .place').first().waitFor();
    const bytes = await page.evaluate(() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, one) => sum + (one.transferSize ?? 0), 0));
    console.log(`        ${bytes} bytes, answers of the API among them`);
    assert.ok(bytes > 50_000 && bytes < 600_000, `${bytes} bytes`);
    await close(page);
  },
};

async function screenshots(directory) {
  const claim = (await api('figures?actor=KAZ&with=CHN&since=2024&limit=10')).rows.find(row => row.verdict === 'matches')?.id;
  for (const scheme of ['light', 'dark']) {
    for (const [name, path, size] of [['start', '/', {}], ['pair', pair, {height: 1000}], ['evidence', `${pair}?evidence=${claim}`, {}], ['phone', pair, {width: 390, height: 800}], ['check', '/view/check', {}],
      ['search', '/view/search?q=visas', {}], ['correct', `${pair}?evidence=${claim}`, {base: editable}]]) {
      const page = await open(path, {scheme, ...size});
      if (name === 'pair' || name === 'phone') await page.locator('#section-map .place').first().waitFor();
      if (name === 'evidence') await page.locator('.article-text').first().waitFor();
      if (name === 'correct') {
        await page.getByText('Is this wrong?').click();
        await page.getByLabel('Your name').fill('Anna Berg');
        await page.getByLabel('Why').fill('Rounded down: the bureau says 30.16.');
        await page.getByRole('button', {name: 'Mark as wrong'}).scrollIntoViewIfNeeded();
      }
      if (name === 'check') {
        await page.getByLabel('Text').fill(readFileSync(join(process.env.CHANCERY_SOURCE, 'sample/2025-02-14-koshanov-han.txt'), 'utf8'));
        await page.getByRole('button', {name: 'Check', exact: true}).click();
        await page.locator('.verdict').first().waitFor();
      }
      await page.waitForTimeout(300);
      await page.screenshot({path: join(directory, `${name}-${scheme}.png`)});
      if (name === 'pair') {
        for (const [part, section] of [['trade', 'figures'], ['map', 'map'], ['people', 'people']]) {
          await page.locator(`#section-${section} .chart-frame`).screenshot({path: join(directory, `${part}-${scheme}.png`)});
        }
      }
      await close(page);
    }
  }
}

const only = process.env.ONLY ?? '';  // a part of the name of the tests to run
let failed = 0;
if (option === '--screenshots') {
  await screenshots(pictures);
} else {
  for (const [name, test] of Object.entries(tests).filter(([each]) => each.includes(only))) {
    try {
      troubles.length = 0;
      await test();
      assert.deepEqual(troubles, [], 'no console error, no request elsewhere');
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.stack ?? error}\n${troubles.join('\n')}`);
    }
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
