/** What readers see: each read gives its value with the cache tags and the dates that the page shows ages of. */

export { archivePage, monthPage } from "./archive";
export { articlePage } from "./article-page";
export { frame } from "./frame";
export { frontPage } from "./front-page";
export { latestPage, topPage } from "./lists";
export { providerPage, providersPage } from "./providers";
export type { Read } from "./read";
export { sitePage } from "./site-page";
export { topicPage, topicsPage } from "./topics";
