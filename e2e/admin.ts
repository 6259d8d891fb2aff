/** The admin that the portal under test is started with. */
export const ADMIN = { email: "editor@gazette.example", password: "correct horse battery" };
