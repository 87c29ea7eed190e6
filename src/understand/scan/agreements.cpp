#include "understand/scan/stages.h"

namespace chancery::understand {

void find_agreements(Document&) {}

}  // namespace chancery::understand
