#pragma once

namespace themescore {

/// Gives memory that is free back to the system, where the C library keeps it: glibc does so for
/// what several threads have asked for and one has let go. Elsewhere nothing.
void give_back_free_memory() noexcept;

}  // namespace themescore
