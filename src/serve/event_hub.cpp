#include "serve/event_hub.h"

#include <algorithm>

namespace chancery::serve {
namespace {

// Streams of a client that does not read are not kept for ever: beyond this they end.
constexpr std::size_t kMostPending = 16 * 1024;

std::string version_event(std::uint64_t version) {
  const std::string number = std::to_string(version);
  return "event: record\nid: " + number + "\ndata: {\"record_version\":" + number + "}\n\n";
}

}  // namespace

bool EventStream::pull(std::string& out, std::size_t most, const std::function<void()>& sleep) {
  const std::lock_guard lock(mutex_);
  if (pending_.empty()) {
    if (ended_) return false;
    sleep();
    asleep_ = true;
    return true;
  }
  const std::size_t bytes = std::min(most, pending_.size());
  out.assign(pending_, 0, bytes);
  pending_.erase(0, bytes);
  return true;
}

void EventStream::push(std::string_view event) {
  const std::lock_guard lock(mutex_);
  if (ended_) return;
  pending_ += event;
  if (pending_.size() > kMostPending) ended_ = true;
  wake_locked();
}

void EventStream::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  wake_locked();
}

void EventStream::on_wake(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void EventStream::wake_locked() {
  if (!asleep_ || !wake_) return;
  asleep_ = false;
  wake_();
}

std::shared_ptr<EventStream> EventHub::open() {
  const std::lock_guard lock(mutex_);
  if (stopped_ || streams_.size() >= most_streams_) return nullptr;
  auto stream = std::make_shared<EventStream>();
  stream->push("retry: 3000\n" + version_event(version_));
  streams_.push_back(stream);
  return stream;
}

void EventHub::close(const std::shared_ptr<EventStream>& stream) {
  const std::lock_guard lock(mutex_);
  streams_.remove(stream);
}

void EventHub::tell_version(std::uint64_t version) {
  const std::lock_guard lock(mutex_);
  if (version == version_) return;
  version_ = version;
  for (const auto& stream : streams_) stream->push(version_event(version));
}

void EventHub::keep_alive() {
  const std::lock_guard lock(mutex_);
  for (const auto& stream : streams_) stream->push(":\n\n");
}

void EventHub::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (const auto& stream : streams_) stream->end();
}

}  // namespace chancery::serve
