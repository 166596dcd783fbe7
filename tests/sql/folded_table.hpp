// The table that a changelog describes, row by row, as a sink would keep it.
//
// Rows are texts, "+I(a,1)". Taking back a row that is not there is remembered: a changelog never does.
#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace wavetank::testing {

// A bag of rows: −U and −D take one equal row out.
class FoldedTable {
 public:
  // Other words than rows, such as watermarks, are passed over.
  void fold(const std::string& changes) {
    std::istringstream words(changes);
    for (std::string word; words >> word;) {
      if (word.find('(') != std::string::npos) change(word.substr(0, 2), word.substr(2));
    }
  }
  [[nodiscard]] std::vector<std::string> rows() const { return {rows_.begin(), rows_.end()}; }
  [[nodiscard]] bool is_sound() const { return unknown_.empty(); }

 private:
  void change(const std::string& kind, const std::string& row) {
    if (kind.front() == '+') {
      rows_.insert(row);
    } else if (const auto found = rows_.find(row); found != rows_.end()) {
      rows_.erase(found);
    } else {
      unknown_.push_back(row);
    }
  }

  std::multiset<std::string> rows_;
  std::vector<std::string> unknown_;
};

// One row for each key, the first field: +I and +U put it, −U and −D delete it, whatever it is.
class UpsertedTable {
 public:
  void fold(const std::string& changes) {
    std::istringstream words(changes);
    for (std::string word; words >> word;) {
      const std::string row = word.substr(2);
      const std::string key = row.substr(0, row.find(','));
      if (word.front() == '+') {
        rows_[key] = row;
      } else {
        rows_.erase(key);
      }
    }
  }
  [[nodiscard]] const std::map<std::string, std::string>& rows() const { return rows_; }

 private:
  std::map<std::string, std::string> rows_;
};

}  // namespace wavetank::testing
