# What `cmake --install` and the Debian package lay out: program, manual pages, shell completion, documents, the sample.
# Pages and completion come from the program itself, so they cannot differ from what it does.
include(GNUInstallDirs)

set(chancery_pages ${CMAKE_CURRENT_BINARY_DIR}/man)
set(chancery_completion ${CMAKE_CURRENT_BINARY_DIR}/completion)
add_custom_command(OUTPUT ${chancery_pages}/made ${chancery_completion}/chancery
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${chancery_pages} ${chancery_completion}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${chancery_completion}
  COMMAND ${CMAKE_COMMAND} -E env CHANCERY_CONFIG=none $<TARGET_FILE:chancery> manual --folder ${chancery_pages}
  COMMAND sh -c "gzip -9n '${chancery_pages}'/*.1"
  COMMAND ${CMAKE_COMMAND} -E env CHANCERY_CONFIG=none $<TARGET_FILE:chancery> completion bash > ${chancery_completion}/chancery
  COMMAND ${CMAKE_COMMAND} -E env CHANCERY_CONFIG=none $<TARGET_FILE:chancery> completion zsh > ${chancery_completion}/_chancery
  COMMAND ${CMAKE_COMMAND} -E env CHANCERY_CONFIG=none $<TARGET_FILE:chancery> completion fish > ${chancery_completion}/chancery.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${chancery_pages}/made
  DEPENDS chancery VERBATIM)
add_custom_target(chancery_pages ALL DEPENDS ${chancery_pages}/made)

install(TARGETS chancery RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET chancery_openvino)
  # What the encoder needs of its runtime; it looks for its plug-ins in its own folder.
  set(openvino_libraries ${CHANCERY_OPENVINO_DIR}/openvino/libs)
  file(GLOB openvino_needed ${openvino_libraries}/libopenvino.so.* ${openvino_libraries}/libopenvino_intel_cpu_plugin.so
    ${openvino_libraries}/libopenvino_ir_frontend.so.* ${openvino_libraries}/libtbb.so.*)
  install(PROGRAMS ${openvino_needed} DESTINATION ${CMAKE_INSTALL_LIBDIR}/chancery)
  file(RELATIVE_PATH to_libraries ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR}/chancery)
  set_target_properties(chancery PROPERTIES INSTALL_RPATH "$ORIGIN/${to_libraries}")
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${openvino_libraries})
endif()
install(DIRECTORY ${chancery_pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1.gz")
install(FILES ${chancery_completion}/chancery DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${chancery_completion}/_chancery DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${chancery_completion}/chancery.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)
install(DIRECTORY sample DESTINATION ${CMAKE_INSTALL_DATADIR}/chancery)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME chancery)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The chancery authors <chancery@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "record of relations between states, read from the news")
set(CPACK_PACKAGE_DESCRIPTION
"Reads news reports and keeps who met whom and about what, what was agreed,
 signed, refused, threatened and put into force, and what states trade. Asked
 about two states it answers with a brief in which every line leads back to the
 sentence it came from. Runs offline from one embedded database.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # the libraries that the program is linked with, by dpkg-shlibdeps
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
