#include "understand/scan/stages.h"

namespace chancery::understand {

void resolve_references(Document&) {}

}  // namespace chancery::understand
