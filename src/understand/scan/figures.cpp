#include "understand/scan/stages.h"

namespace chancery::understand {

void find_figures(Document&) {}

}  // namespace chancery::understand
