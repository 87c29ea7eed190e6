// The parts of a brief, one function for each; brief.cpp puts them together. Internal to src/answer.
#pragma once

#include "answer/brief.h"

namespace chancery::answer {

[[nodiscard]] Section people_section(const BriefMaterial& material, const Wording& wording,
                                     const BriefOptions& options);
[[nodiscard]] Section agreements_section(const BriefMaterial& material, const Wording& wording);
[[nodiscard]] Section contacts_section(const BriefMaterial& material, const Wording& wording,
                                       const BriefOptions& options);
// What else is announced and open: other acts, and contacts whose days have passed without a word.
[[nodiscard]] Section announced_section(const BriefMaterial& material, const Wording& wording,
                                        const BriefOptions& options);
[[nodiscard]] Section areas_section(const BriefMaterial& material, const Wording& wording);
[[nodiscard]] Section figures_section(const BriefMaterial& material, const Wording& wording,
                                      const BriefOptions& options);
[[nodiscard]] Section goods_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options);
[[nodiscard]] Section conflict_section(const BriefMaterial& material, const Wording& wording,
                                       const BriefOptions& options);
[[nodiscard]] Section cooperation_section(const BriefMaterial& material, const Wording& wording,
                                          const BriefOptions& options);

// "chancery events --actor KAZ --with CHN" and what is added.
[[nodiscard]] std::string pair_command(const BriefMaterial& material, const std::string& command,
                                       const std::string& more = "");
// The fullest telling of a recorded event; null for other kinds.
[[nodiscard]] const Event* event_of(const RecordedFinding& finding) noexcept;

}  // namespace chancery::answer
