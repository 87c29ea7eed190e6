#include "understand/scan/stages.h"

namespace chancery::understand {

void find_offices(Document&) {}

}  // namespace chancery::understand
