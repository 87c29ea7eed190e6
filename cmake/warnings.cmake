# Warnings and sanitizers for our own code.
add_library(chancery_warnings INTERFACE)
target_compile_options(chancery_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion $<$<BOOL:${CHANCERY_WERROR}>:-Werror>)
if(CHANCERY_SANITIZE)
  add_compile_options(-fsanitize=${CHANCERY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CHANCERY_SANITIZE})
endif()
