import { openNotifications, type Notifications } from "@/lib/adapters/postgres/notifications";
import { changeChannel, parseChange } from "./change-text";
import { liveTopics, type LiveTopic } from "./topics";

export type ChangeWatcher = {
  /** Called with what changed; with every topic when something may have been missed. */
  onChange: (topics: readonly LiveTopic[]) => void;
  /** The process stops: the watcher must find another. */
  onClose: () => void;
};

export type ChangeFeed = {
  /** Follows one organization; returns the way to stop. */
  watch(organizationId: string, watcher: ChangeWatcher): () => void;
  /** Resolves once changes are heard. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

/** Hears the changes of all organizations on one connection and hands each to those who watch it. */
export function openChangeFeed(options: { url: string; onError?: (error: unknown) => void }): ChangeFeed {
  const watchers = new Map<string, Set<ChangeWatcher>>();
  const notifications: Notifications = openNotifications(options);
  notifications.listen(changeChannel, (text) => {
    const { organizationId, topics } = parseChange(text);
    for (const { onChange } of watchers.get(organizationId) ?? []) onChange(topics);
  });
  notifications.onGap(() => {
    if (!notifications.isListening()) return;
    for (const { onChange } of all()) onChange(liveTopics);
  });
  const all = () => [...watchers.values()].flatMap((group) => [...group]);

  return {
    watch(organizationId, watcher) {
      const group = watchers.get(organizationId) ?? new Set();
      watchers.set(organizationId, group.add(watcher));
      return () => {
        group.delete(watcher);
        if (group.size === 0 && watchers.get(organizationId) === group) watchers.delete(organizationId);
      };
    },
    ready: () => notifications.ready(),
    async close() {
      for (const { onClose } of all()) onClose();
      watchers.clear();
      await notifications.close();
    },
  };
}
