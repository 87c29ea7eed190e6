#include "understand/scan/stages.h"

namespace chancery::understand {

void find_names(Document&) {}

}  // namespace chancery::understand
