#include "read/date_doubt.h"

namespace chancery::read {

DateDoubt doubt(Day date, Day today) {
  using namespace std::chrono;
  if (date > today + days(1)) return DateDoubt::future;
  if (date < Day(year(1990) / January / 1)) return DateDoubt::too_old;
  return DateDoubt::none;
}

}  // namespace chancery::read
