/** What pages say of themselves to machines, in the words of schema.org. */

export { newsArticle } from "./article";
export { scriptJson } from "./json";
export { breadcrumbList, itemList } from "./lists";
export { webSite } from "./web-site";
