#include "answer/doctor.h"

#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

struct DoctorOptions {
  const Configuration* configuration = nullptr;
  std::string record;
  std::string format;
  std::vector<std::string> actor_files;
};

int run_doctor(const DoctorOptions& options) {
  const auto knowledge = load_knowledge(options.actor_files);
  if (!knowledge) return report(knowledge.error());
  answer::Diagnosis diagnosis = answer::diagnose(**knowledge);
  diagnosis.configuration_file = options.configuration->file;
  diagnosis.configuration_found = options.configuration->found;
  diagnosis.settings = options.configuration->settings.size();
  diagnosis.record_location = record_location(options.record);
  // A record that cannot be opened is what a doctor is asked about, not a reason to say nothing.
  if (auto record = open_record(options.record); !record) {
    diagnosis.record_trouble = record.error().message;
  } else if (auto statistics = (*record)->statistics(); !statistics) {
    diagnosis.record_trouble = statistics.error().message;
  } else {
    diagnosis.record = *std::move(statistics);
  }
  return print(options.format == "json" ? answer::render_diagnosis_json(diagnosis)
                                        : answer::render_diagnosis_text(diagnosis, terminal_style()));
}

}  // namespace

void add_doctor_command(CLI::App& app, Action& action, const Configuration& configuration) {
  add_command<DoctorOptions>(
      app, action, "doctor", "Versions, build options, models, tables, the record, and what is missing",
      "chancery doctor --format json",
      [&configuration](CLI::App& command, DoctorOptions& options) {
        options.configuration = &configuration;
        add_format_option(command, options.format, {"text", "json"}, "text");
        add_record_option(command, options.record);
        add_actors_option(command, options.actor_files);
      },
      run_doctor);
}

}  // namespace chancery::cli
