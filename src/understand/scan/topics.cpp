#include "understand/scan/stages.h"

namespace chancery::understand {

void find_topics(Document&) {}

}  // namespace chancery::understand
