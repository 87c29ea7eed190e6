#include "understand/scan/stages.h"

namespace chancery::understand {

void find_times(Document&) {}

}  // namespace chancery::understand
