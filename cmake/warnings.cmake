# Warnings and sanitizers for our own code.
add_library(chancery_warnings INTERFACE)
# Off: -Wrestrict, which g++ 12 raises wrongly on `"literal" + std::string` (GCC bug 105651), and
# -Wmissing-field-initializers, since designated initialisers leave members to their defaults on purpose.
target_compile_options(chancery_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-restrict -Wno-missing-field-initializers $<$<BOOL:${CHANCERY_WERROR}>:-Werror>)
if(CHANCERY_SANITIZE)
  add_compile_options(-fsanitize=${CHANCERY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CHANCERY_SANITIZE})
endif()
if(CHANCERY_FUZZ)
  # libstdc++ 12 hides std::expected from a compiler that claims older concepts than clang 16 has in fact.
  add_compile_options(-D__cpp_concepts=202002L -Wno-macro-redefined -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
