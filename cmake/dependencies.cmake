# Libraries that we do not write ourselves; tools/dependencies.txt says which and why.
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibArchive REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(UCHARDET REQUIRED IMPORTED_TARGET uchardet)
find_package(RapidJSON REQUIRED)
find_package(CLI11 REQUIRED)
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)  # used as a header only
find_path(LIBLINEAR_INCLUDE_DIR linear.h PATH_SUFFIXES liblinear REQUIRED)
find_library(LIBLINEAR_LIBRARY linear REQUIRED)
find_path(MICROHTTPD_INCLUDE_DIR microhttpd.h REQUIRED)
find_library(MICROHTTPD_LIBRARY microhttpd REQUIRED)

add_library(chancery_dependencies INTERFACE)
target_include_directories(chancery_dependencies SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIRS} ${RAPIDJSON_INCLUDE_DIRS}
  ${CLD2_INCLUDE_DIR} ${LIBLINEAR_INCLUDE_DIR}
  ${XXHASH_INCLUDE_DIR} ${MICROHTTPD_INCLUDE_DIR})
target_link_libraries(chancery_dependencies INTERFACE Threads::Threads SQLite::SQLite3 ICU::uc ICU::i18n LibArchive::LibArchive ZLIB::ZLIB
  PkgConfig::GMIME PkgConfig::UCHARDET CLI11::CLI11
  ${CLD2_LIBRARY} ${LIBLINEAR_LIBRARY} ${MICROHTTPD_LIBRARY})
# uchardet does not tell its own version.
target_compile_definitions(chancery_dependencies INTERFACE CHANCERY_UCHARDET_VERSION="${UCHARDET_VERSION}")
