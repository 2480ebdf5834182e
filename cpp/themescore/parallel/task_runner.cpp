#include "themescore/parallel/task_runner.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr auto kBetweenReports = std::chrono::milliseconds(100);

}  // namespace

TaskRunner::TaskRunner(unsigned threads, const Progress& progress)
    : threads_(threads), progress_(progress), next_report_(Clock::now() + kBetweenReports) {
  if (threads == 0) {
    throw OptionError("threads: at least 1 is needed");
  }
}

std::size_t TaskRunner::worker_count(std::size_t tasks) const noexcept {
  return std::min<std::size_t>(threads_, tasks);
}

void TaskRunner::run(std::size_t tasks, const Work& work) {
  next_ = 0;
  {
    std::vector<std::jthread> started;
    started.reserve(worker_count(tasks));
    for (std::size_t worker = 0; worker < worker_count(tasks); ++worker) {
      {
        const std::lock_guard lock(mutex_);
        ++working_;
      }
      try {
        started.emplace_back([this, tasks, &work, worker] { work_on(tasks, work, worker); });
      } catch (...) {
        const std::lock_guard lock(mutex_);
        --working_;
        if (started.empty()) {
          throw;
        }
        break;
      }
    }
    wait();
  }
  if (stop_) {
    throw Cancelled();
  }
  if (error_) {
    std::rethrow_exception(error_);
  }
}

void TaskRunner::work_on(std::size_t tasks, const Work& work, std::size_t worker) {
  std::size_t task = next_++;
  try {
    for (; task < tasks && !stop_; task = next_++) {
      work(task, worker);
      ++finished_;
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    // Which of several errors is told does not depend on the thread that was faster. A task that
    // ends because it was told to has nothing of its own to tell.
    if (task < error_task_ && !stop_) {
      error_task_ = task;
      error_ = std::current_exception();
    }
    next_ = tasks;  // what was handed out before comes earlier and is still finished
  }
  const std::lock_guard lock(mutex_);
  --working_;
  changed_.notify_one();
}

void TaskRunner::wait() {
  const auto all_done = [this] { return working_ == 0; };
  std::unique_lock lock(mutex_);
  while (progress_ && !stop_) {
    changed_.wait_until(lock, next_report_, all_done);
    // Also after the last task, or nobody would be heard during many short runs.
    if (Clock::now() >= next_report_) {
      lock.unlock();
      report();
      lock.lock();
    }
    if (all_done()) {
      return;
    }
  }
  changed_.wait(lock, all_done);
}

void TaskRunner::report() {
  bool go_on = false;
  try {
    go_on = progress_(finished_);
  } catch (...) {
    stop_ = true;
    throw;
  }
  if (!go_on) {
    stop_ = true;
  }
  next_report_ = Clock::now() + kBetweenReports;
}

}  // namespace themescore
