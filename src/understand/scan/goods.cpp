#include "understand/scan/stages.h"

namespace chancery::understand {

void find_goods(Document&) {}

}  // namespace chancery::understand
