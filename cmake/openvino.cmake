# The runtime of the encoder (docs/decisions/encoder_runtime.md): the package of OpenVINO that tools/setup unpacks into
# build/openvino carries headers, libraries and a CMake configuration. Without it the program builds all the same.
get_filename_component(openvino_default ${CHANCERY_TABLES_DIR}/../openvino ABSOLUTE)
set(CHANCERY_OPENVINO_DIR ${openvino_default} CACHE PATH "The unpacked package of OpenVINO, laid there by tools/setup")
set(CHANCERY_ENCODER_DIR ${CMAKE_CURRENT_SOURCE_DIR}/models/encoder CACHE PATH "The encoder's model")

# The one file that knows the runtime is an object library of its own, so that its flags stay with it.
function(chancery_use_openvino target)
  set(pairs "")
  # Its scheduler opens a library in a way that AddressSanitizer forbids (RTLD_DEEPBIND), so the sanitizers and the fuzzers see
  # all of the encoder but the runtime and the file that calls it.
  if(CHANCERY_SANITIZE OR CHANCERY_FUZZ)
    message(STATUS "Sanitizers: built without the encoder's runtime")
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src/encoder/no_encoder.cpp)
  elseif(EXISTS ${CHANCERY_OPENVINO_DIR}/openvino/cmake/OpenVINOConfig.cmake)
    find_package(OpenVINO REQUIRED CONFIG PATHS ${CHANCERY_OPENVINO_DIR}/openvino/cmake NO_DEFAULT_PATH)
    add_library(chancery_openvino OBJECT ${CMAKE_CURRENT_SOURCE_DIR}/src/encoder/openvino_encoder.cpp)
    target_include_directories(chancery_openvino PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR}/src)
    target_link_libraries(chancery_openvino PRIVATE openvino::runtime chancery_warnings)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:chancery_openvino>)
    target_link_libraries(${target} PRIVATE $<LINK_ONLY:openvino::runtime>)
    foreach(name model.xml model.bin vocab.txt labels.json)
      if(EXISTS ${CHANCERY_ENCODER_DIR}/${name})
        list(APPEND pairs "${CHANCERY_ENCODER_DIR}/${name}|${name}")
      endif()
    endforeach()
  else()
    message(STATUS "No OpenVINO in ${CHANCERY_OPENVINO_DIR}: built without the encoder")
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src/encoder/no_encoder.cpp)
  endif()
  chancery_embed_files(${target} encoder encoder/embedded.h chancery::encoder "${pairs}")
endfunction()
