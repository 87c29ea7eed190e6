#include "understand/scan/stages.h"

namespace chancery::understand {

void find_persons(Document&) {}

}  // namespace chancery::understand
