// A database in memory: what SQL says of the same rows.
#pragma once

#include <string>
#include <vector>

struct sqlite3;

namespace wavetank::testing {

class Database {
 public:
  Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // Runs a statement that gives no rows. A wrong one is an error of the test: it throws.
  void run(const std::string& statement);
  // The rows of a query as "(a,1,-)", "-" for null, sorted by their texts.
  [[nodiscard]] std::vector<std::string> rows(const std::string& query);

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace wavetank::testing
