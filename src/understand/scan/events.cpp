#include "understand/scan/stages.h"

namespace chancery::understand {

void find_events(Document&) {}

}  // namespace chancery::understand
