// Comma- and tab-separated official data: UN Comtrade's bulk files and portal, WITS.
#include "statistics/columns.h"
#include "statistics/comtrade_row.h"
#include "statistics/parse.h"

namespace chancery::statistics {
namespace {

// Rows of another width than the header's. One empty cell more is a comma at the line's end, as Comtrade's portal
// writes.
bool has_width(const std::vector<std::string_view>& cells, std::size_t width) noexcept {
  return cells.size() == width || (cells.size() == width + 1 && cells.back().empty());
}

void refuse_width(const DelimitedReader& reader, std::size_t width, Ingest& ingest) {
  ++ingest.report().rows;
  if (reader.ends_without_break()) {
    ingest.refuse(ErrorCode::malformed, reader.line(), "the last row breaks off");
    ingest.cut("the file breaks off in the middle of a row: its figures count as incomplete; fetch it again");
  } else {
    ingest.refuse(ErrorCode::malformed, reader.line(),
                  "a row of another width than the header's " + std::to_string(width) + " columns");
  }
}

}  // namespace

Result<void> parse_comtrade_table(DelimitedReader& reader, const Columns& columns, Ingest& ingest) {
  ingest.report().format = "UN Comtrade table";
  const std::size_t type = columns.find({"typecode"}), frequency = columns.find({"freqcode"}),
                    period = columns.find({"period", "refperiodid", "year"}), reporter = columns.find({"reportercode"}),
                    partner = columns.find({"partnercode"}),
                    partner2 = columns.find({"partner2code", "2ndpartnercode"}),
                    flow = columns.find({"flowcode", "tradeflowcode"}),
                    classification = columns.find({"classificationcode", "classification"}),
                    commodity = columns.find({"cmdcode", "commoditycode"}),
                    customs = columns.find({"customscode", "customsproccode"}), mode = columns.find({"moscode"}),
                    transport = columns.find({"motcode", "modeoftransportcode"}),
                    reporter_letters = columns.find({"reporteriso"}), partner_letters = columns.find({"partneriso"}),
                    primary = columns.find({"primaryvalue", "tradevalueus"}),
                    cif = columns.find({"cifvalue", "ciftradevalueus"}),
                    fob = columns.find({"fobvalue", "fobtradevalueus"}),
                    weight = columns.find({"netwgt", "netweightkg"}), quantity = columns.find({"qty"}),
                    quantity_unit = columns.find({"qtyunitcode"});
  if (period == kNoColumn || flow == kNoColumn || primary == kNoColumn || partner == kNoColumn) {
    Error error{ErrorCode::missing_field,
                "a UN Comtrade table needs the columns period, reporterCode, partnerCode, flowCode, cmdCode and "
                "primaryValue",
                columns.file,
                1,
                0,
                0};
    return std::unexpected(std::move(error));
  }
  const std::uint32_t source = ingest.source(kComtrade);
  std::vector<std::string_view> cells;
  const std::size_t width = columns.names.size();
  while (true) {
    const auto more = reader.next(cells);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (!has_width(cells, width)) {
      refuse_width(reader, width, ingest);
      continue;
    }
    ComtradeRow row;
    row.type = cell_at(cells, type);
    row.frequency = cell_at(cells, frequency);
    row.period = cell_at(cells, period);
    row.reporter = cell_at(cells, reporter);
    row.partner = cell_at(cells, partner);
    row.partner2 = cell_at(cells, partner2);
    row.flow = cell_at(cells, flow);
    row.classification = cell_at(cells, classification);
    row.commodity = cell_at(cells, commodity);
    row.customs = cell_at(cells, customs);
    row.mode_of_supply = cell_at(cells, mode);
    row.transport = cell_at(cells, transport);
    row.reporter_letters = cell_at(cells, reporter_letters);
    row.partner_letters = cell_at(cells, partner_letters);
    row.primary_value = cell_at(cells, primary);
    row.cif_value = cell_at(cells, cif);
    row.fob_value = cell_at(cells, fob);
    row.net_weight = cell_at(cells, weight);
    row.quantity = cell_at(cells, quantity);
    row.quantity_unit = cell_at(cells, quantity_unit);
    take_comtrade_row(row, reader.line(), source, ingest);
  }
  note_row_limit(ingest, ingest.report().rows, {100'000, 250'000}, "the portal");
  return {};
}

Result<void> parse_wits(DelimitedReader& reader, const Columns& columns, Ingest& ingest) {
  ingest.report().format = "WITS";
  const std::size_t nomenclature = columns.find({"nomenclature", "nomenclaturecode"}),
                    reporter = columns.find({"reporteriso3"}), partner = columns.find({"partneriso3"}),
                    year = columns.find({"year"}), flow = columns.find({"tradeflowname"}),
                    commodity = columns.find({"productcode"}), value = columns.find({"tradevaluein1000usd"});
  if (value == kNoColumn || reporter == kNoColumn || partner == kNoColumn || year == kNoColumn || flow == kNoColumn ||
      commodity == kNoColumn) {
    Error error{ErrorCode::missing_field,
                "a WITS extract needs the columns ReporterISO3, PartnerISO3, ProductCode, Year, TradeFlowName and "
                "TradeValuein1000USD; without the last nobody can tell the unit",
                columns.file,
                1,
                0,
                0};
    return std::unexpected(std::move(error));
  }
  const std::uint32_t source = ingest.source(kWits);
  std::vector<std::string_view> cells;
  const std::size_t width = columns.names.size();
  BlockKey key;
  key.unit = *pack_code("USD");
  key.source = source;
  while (true) {
    const auto more = reader.next(cells);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (!has_width(cells, width)) {
      refuse_width(reader, width, ingest);
      continue;
    }
    ++ingest.report().rows;
    const Partner* from = ingest.partners().by_letters(cell_at(cells, reporter));
    const Partner* to = ingest.partners().by_letters(cell_at(cells, partner));
    if (from == nullptr || to == nullptr) {
      ingest.refuse(ErrorCode::not_found, reader.line(),
                    "\"" + as_utf8(cell_at(cells, from == nullptr ? reporter : partner)) +
                        "\" is not in data/trade_partners.csv");
      continue;
    }
    const std::string_view flow_name = cell_at(cells, flow);
    const std::string folded = folded_column(flow_name);
    if (folded == "export" || folded == "exports" || folded == "grossexp" || folded == "grossexports") {
      key.flow = Flow::exports;
    } else if (folded == "import" || folded == "imports" || folded == "grossimp" || folded == "grossimports") {
      key.flow = Flow::imports;
    } else if (folded == "reexport" || folded == "reexports") {
      key.flow = Flow::re_exports;
    } else if (folded == "reimport" || folded == "reimports") {
      key.flow = Flow::re_imports;
    } else {
      ingest.refuse(ErrorCode::malformed, reader.line(), "trade flow \"" + as_utf8(flow_name) + "\" is not known");
      continue;
    }
    const auto when = parse_period(cell_at(cells, year));
    if (!when || !when->is_year()) {
      ingest.refuse(ErrorCode::malformed, reader.line(), "\"" + as_utf8(cell_at(cells, year)) + "\" is no year");
      continue;
    }
    const std::string_view product = cell_at(cells, commodity);
    if (product.find('-') != std::string_view::npos || product.find('_') != std::string_view::npos) {
      ingest.pass_over();  // product groups of WITS ("01-05_Animal") stand beside their parts
      continue;
    }
    const std::string_view classification = cell_at(cells, nomenclature);
    const auto code = commodity_code(product, classification.empty() || classification.starts_with('H'));
    const auto packed_classification = pack_code(classification);
    if (!code || !packed_classification) {
      ingest.refuse(ErrorCode::malformed, reader.line(),
                    "product \"" + as_utf8(product) + "\" is no code of two, four or six digits: is a zero lost?");
      continue;
    }
    const std::string_view text = cell_at(cells, value);
    const auto amount = parse_number(text);
    if (!amount || *amount < 0) {
      ingest.refuse(ErrorCode::malformed, reader.line(),
                    amount         ? "a value below zero"
                    : text.empty() ? "a row without a value"
                                   : "the value is no number");
      continue;
    }
    key.reporter = *pack_code(from->code);
    key.partner = *pack_code(to->code);
    key.classification = *packed_classification;
    key.period = *when;
    key.basis = key.flow == Flow::imports || key.flow == Flow::re_imports ? Basis::cif : Basis::fob;
    BlockCell cell;
    cell.commodity = *code;
    cell.value = *amount * 1000;
    ingest.add(key, cell);
  }
  note_row_limit(ingest, ingest.report().rows, {100'000}, "WITS");
  return {};
}

}  // namespace chancery::statistics
