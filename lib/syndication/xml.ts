import XmlBuilder from "fast-xml-builder";

/** Writes feeds: `@name` is an attribute, `#` an element's text; both are escaped. */
export const xmlBuilder = new XmlBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#",
  format: true,
  suppressEmptyNode: true,
});

export const XML_DECLARATION = { "@version": "1.0", "@encoding": "utf-8" };
