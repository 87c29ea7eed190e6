# The HTML parser beneath src/read/html: lexbor (docs/decisions/html.md), built from the pinned sources that tools/setup
# lays into build/lexbor; only the modules that parsing a document needs. Built here and not at set-up, so that the
# sanitizers and the fuzzer see into it.
enable_language(C)
get_filename_component(lexbor_default ${CHANCERY_TABLES_DIR}/../lexbor ABSOLUTE)
set(CHANCERY_LEXBOR_DIR ${lexbor_default} CACHE PATH "Sources of lexbor, laid there by tools/setup")
if(NOT EXISTS ${CHANCERY_LEXBOR_DIR}/source/lexbor/html/parser.h)
  message(FATAL_ERROR "No sources of lexbor in ${CHANCERY_LEXBOR_DIR}: run tools/setup first")
endif()
if(CMAKE_CXX_COMPILER_LAUNCHER AND NOT CMAKE_C_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

set(lexbor_root ${CHANCERY_LEXBOR_DIR}/source/lexbor)
file(GLOB_RECURSE lexbor_sources ${lexbor_root}/core/*.c ${lexbor_root}/dom/*.c ${lexbor_root}/html/*.c
  ${lexbor_root}/ns/*.c ${lexbor_root}/tag/*.c ${lexbor_root}/ports/posix/lexbor/core/*.c)
add_library(chancery_lexbor STATIC ${lexbor_sources})
target_include_directories(chancery_lexbor SYSTEM PUBLIC $<BUILD_INTERFACE:${CHANCERY_LEXBOR_DIR}/source>)
target_compile_definitions(chancery_lexbor PUBLIC LEXBOR_STATIC)
target_compile_options(chancery_lexbor PRIVATE -w -fvisibility=hidden)
if(CHANCERY_FUZZ OR CHANCERY_SANITIZE MATCHES "undefined")
  target_compile_options(chancery_lexbor PRIVATE -fno-sanitize=undefined)  # its own affair; memory errors are ours too
endif()
set_target_properties(chancery_lexbor PROPERTIES C_STANDARD 99 POSITION_INDEPENDENT_CODE ON)
