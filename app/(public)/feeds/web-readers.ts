/** Readers on the web, and where each takes a feed's address. */
const READERS: [name: string, before: string][] = [
  ["Feedly", "https://feedly.com/i/subscription/feed/"],
  ["Inoreader", "https://www.inoreader.com/feed/"],
  ["NewsBlur", "https://www.newsblur.com/?url="],
  ["Feedbin", "https://feedbin.com/?subscribe="],
  ["The Old Reader", "https://theoldreader.com/feeds/subscribe?url="],
];

export const webReaders = (address: string) =>
  READERS.map(([name, before]) => ({ name, href: before + encodeURIComponent(address) }));
