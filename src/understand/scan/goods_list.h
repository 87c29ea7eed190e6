// Lists of goods: "copper ore, oil, and uranium", "Turkmen natural gas", "three million tonnes of wheat and flour".
#pragma once

#include <vector>

#include "understand/scan/document.h"

namespace chancery::understand {

struct GoodsItem {
  TokenRange tokens;
  const knowledge::GoodsEntry* entry = nullptr;  // nullptr: named in a list of goods, but in no table
  ActorId origin = knowledge::kNoActor;          // "Turkmen natural gas"
};

struct GoodsList {
  std::vector<GoodsItem> items;  // empty where no goods stand there
  TokenRange tokens;             // with what joins them
  [[nodiscard]] bool empty() const noexcept { return items.empty(); }
};

// The list that begins at `at`, or ends right before `end`. At least one item must be in data/goods.csv.
void read_goods_after(const Document& document, TokenIndex at, TokenIndex last, GoodsList& list);
void read_goods_before(const Document& document, TokenIndex first, TokenIndex end, GoodsList& list);

}  // namespace chancery::understand
