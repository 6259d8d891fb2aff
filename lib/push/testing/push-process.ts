/** Pushes as a process of its own, to be killed by tests: address of the database, secret of the portal, its address. */
import { connect } from "@/db/client";
import { runPushes } from "../run";

const [url = "", portalSecret = "", siteUrl = ""] = process.argv.slice(2);
const receivers = { siteUrl, hub: null, indexNow: null };
runPushes(connect(url, { max: 3 }), { receivers, portalSecret, reach: { loopback: true } });
