#include "understand/scan/stages.h"

namespace chancery::understand {

void find_dateline(Document&) {}

}  // namespace chancery::understand
