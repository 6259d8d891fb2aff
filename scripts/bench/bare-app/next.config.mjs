/** The folder lies anywhere, and its node_modules is a link to the portal's. */
export default { poweredByHeader: false, turbopack: { root: "/" } };
