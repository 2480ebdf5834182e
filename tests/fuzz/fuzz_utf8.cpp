#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "themescore/errors.hpp"
#include "themescore/text/form.hpp"
#include "themescore/text/text.hpp"

// Any bytes: either they decode and encode to themselves, or the error names a byte before which
// they do. The form of what decodes is its own form and never empty.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t good = size;
  try {
    (void)themescore::OwnedText::from_utf8(bytes);
  } catch (const themescore::InputError& error) {
    good = error.offset();
    if (good >= size) {
      std::abort();
    }
  }
  const std::string_view head = bytes.substr(0, good);
  const auto text = themescore::OwnedText::from_utf8(head);
  const auto length = static_cast<std::uint32_t>(text.view().size());
  if (themescore::to_utf8(text.view(), {0, length}) != head ||
      themescore::find_surrogate(text.view())) {
    std::abort();
  }
  const std::string form = themescore::form_of(head);
  if (form.empty() != head.empty() || themescore::form_of(form) != form) {
    std::abort();
  }
  return 0;
}
