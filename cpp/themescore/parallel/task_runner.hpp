#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>

namespace themescore {

/// Called from time to time, on the thread that called, with the number of tasks done.
/// Returns whether to go on.
using Progress = std::function<bool(std::size_t)>;

/// Runs tasks on threads, while the thread that called waits and calls `progress` about ten times a
/// second. Several runs may follow each other; `progress`, which has to outlive the runner and may
/// be empty, is told their tasks added up. After an error the runner is of no more use.
class TaskRunner {
 public:
  /// Called with a task and a worker; no two calls at a time have the same worker.
  using Work = std::function<void(std::size_t task, std::size_t worker)>;

  /// Throws OptionError for threads = 0.
  TaskRunner(unsigned threads, const Progress& progress);

  /// How many workers a run of so many tasks has: one a thread, and no more than there are tasks.
  [[nodiscard]] std::size_t worker_count(std::size_t tasks) const noexcept;

  /// Calls work(task, worker) for each task below `tasks`, on new threads.
  ///
  /// Throws what a task threw, that of the lowest task if there are several; Cancelled if
  /// `progress` says so; what `progress` throws. Where not all threads can be started, those that
  /// are do the work; where none can, throws what starting it threw (std::system_error).
  void run(std::size_t tasks, const Work& work);

  /// Set once `progress` has asked to stop, for a task that takes long to look at.
  [[nodiscard]] const std::atomic<bool>& stop() const noexcept { return stop_; }

 private:
  using Clock = std::chrono::steady_clock;

  void work_on(std::size_t tasks, const Work& work, std::size_t worker);
  void wait();
  void report();

  unsigned threads_;
  const Progress& progress_;
  Clock::time_point next_report_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> finished_ = 0;  // of all runs
  std::atomic<bool> stop_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t working_ = 0;
  std::size_t error_task_ = static_cast<std::size_t>(-1);
  std::exception_ptr error_;
};

}  // namespace themescore
