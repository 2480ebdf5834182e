#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/parallel/task_runner.hpp"

using themescore::Progress;
using themescore::TaskRunner;

namespace {

const Progress kNone;

void nap(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

}  // namespace

TEST_CASE("each task is done once, and no two threads are the same worker") {
  for (const unsigned threads : {1u, 2u, 8u, 500u}) {
    TaskRunner runner(threads, kNone);
    for (const std::size_t tasks : {0u, 1u, 7u, 300u}) {
      const std::size_t workers = runner.worker_count(tasks);
      CHECK(workers == std::min<std::size_t>(threads, tasks));
      std::vector<std::atomic<int>> done(tasks);
      std::vector<std::thread::id> thread_of(workers);
      std::atomic<int> wrong = 0;
      runner.run(tasks, [&](std::size_t task, std::size_t worker) {
        ++done[task];
        auto& id = thread_of.at(worker);
        wrong += id == std::thread::id() || id == std::this_thread::get_id() ? 0 : 1;
        id = std::this_thread::get_id();
      });
      CHECK(wrong == 0);
      for (const auto& times : done) {
        CHECK(times == 1);
      }
    }
  }
}

TEST_CASE("what a task throws arrives, that of the lowest task if several throw") {
  for (const unsigned threads : {1u, 2u, 8u}) {
    for (int repeat = 0; repeat < 50; ++repeat) {
      TaskRunner runner(threads, kNone);
      try {
        runner.run(200, [&](std::size_t task, std::size_t) {
          if (task == 20) {
            nap(1);  // so that a later task is the first to fail
          }
          if (task >= 20) {
            throw std::domain_error(std::to_string(task));
          }
        });
        FAIL("no error");
      } catch (const std::domain_error& error) {
        REQUIRE(error.what() == std::string("20"));
      }
    }
  }
}

TEST_CASE("progress is told the tasks of all runs, on the calling thread, also of short runs") {
  const auto here = std::this_thread::get_id();
  std::size_t last = 0;
  int calls = 0;
  const Progress progress = [&](std::size_t done) {
    CHECK(std::this_thread::get_id() == here);
    CHECK(done >= last);
    last = done;
    ++calls;
    return true;
  };
  TaskRunner runner(2, progress);
  for (int run = 0; run < 40; ++run) {
    runner.run(2, [](std::size_t, std::size_t) { nap(10); });
  }
  CHECK(last <= 80);
  CHECK(last >= 10);
  CHECK(calls >= 2);
}

TEST_CASE("a task that looks at the stop flag ends when progress asks for it") {
  int calls = 0;
  const Progress progress = [&](std::size_t) {
    ++calls;
    return false;
  };
  TaskRunner runner(2, progress);
  CHECK_THROWS_AS(runner.run(1'000'000,
                             [&](std::size_t, std::size_t) {
                               while (!runner.stop()) {
                                 nap(1);
                               }
                               throw std::logic_error("not to be told");
                             }),
                  themescore::Cancelled);
  CHECK(calls == 1);
}

#ifdef __GLIBC__

namespace {

// As long as it lives and is set, no thread can be started: none has room for such a stack.
class NoMoreThreads {
 public:
  NoMoreThreads() { pthread_getattr_default_np(&before_); }
  ~NoMoreThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  NoMoreThreads(const NoMoreThreads&) = delete;
  NoMoreThreads& operator=(const NoMoreThreads&) = delete;

  static void set() {
    pthread_attr_t huge;
    pthread_attr_init(&huge);
    pthread_attr_setstacksize(&huge, std::size_t{1} << 50);
    pthread_setattr_default_np(&huge);
    pthread_attr_destroy(&huge);
  }

 private:
  pthread_attr_t before_;
};

}  // namespace

TEST_CASE("if no thread can be started, that is the error") {
  const NoMoreThreads guard;
  NoMoreThreads::set();
  TaskRunner runner(3, kNone);
  std::atomic<int> done = 0;
  CHECK_THROWS_AS(runner.run(5, [&](std::size_t, std::size_t) { ++done; }), std::system_error);
  CHECK(done == 0);
}

TEST_CASE("if some threads can be started, they do all the work") {
  const NoMoreThreads guard;
  TaskRunner runner(1'000, kNone);
  std::atomic<int> done = 0;
  std::atomic<std::size_t> most = 0;
  runner.run(1'000, [&](std::size_t task, std::size_t worker) {
    if (task == 0) {
      NoMoreThreads::set();
    }
    if (worker > most) {
      most = worker;
    }
    nap(1);
    ++done;
  });
  CHECK(done == 1'000);
  MESSAGE("worker " << most.load() << " of 1,000 was the last that took part");
}

#endif
