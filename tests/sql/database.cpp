// SQLite, which knows nothing of streams.
#include "tests/sql/database.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <sqlite3.h>

namespace wavetank::testing {
namespace {

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

std::string text_of_row(sqlite3_stmt* statement) {
  std::string text;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    const unsigned char* const value = sqlite3_column_text(statement, column);
    text += column == 0 ? "(" : ",";
    for (const unsigned char* at = value; at != nullptr && *at != 0; ++at) text.push_back(static_cast<char>(*at));
    if (value == nullptr) text += "-";
  }
  return text + ")";
}

}  // namespace

Database::Database() {
  if (sqlite3_open(":memory:", &handle_) != SQLITE_OK) throw std::runtime_error("no database");
}

Database::~Database() { sqlite3_close(handle_); }

void Database::run(const std::string& statement) {
  if (sqlite3_exec(handle_, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
  throw std::runtime_error(statement + ": " + sqlite3_errmsg(handle_));
}

std::vector<std::string> Database::rows(const std::string& query) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(handle_, query.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
    throw std::runtime_error(query + ": " + sqlite3_errmsg(handle_));
  }
  const Statement statement(prepared, sqlite3_finalize);
  std::vector<std::string> rows;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) rows.push_back(text_of_row(statement.get()));
  std::ranges::sort(rows);
  return rows;
}

}  // namespace wavetank::testing
