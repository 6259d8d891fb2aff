import { PAPER } from "./paper";

/**
 * Runs in <head> before the first paint: the reader's theme, the button that changes it, and `data-js` for what only
 * works with a script. Constant text, so that a policy can name its hash.
 */
export const THEME_SCRIPT = `(()=>{const r=document.documentElement,k="theme",p=${JSON.stringify(PAPER)};r.dataset.js="";let m;const s=t=>{r.dataset.theme=t;m??=document.head.insertBefore(Object.assign(document.createElement("meta"),{name:"theme-color"}),document.head.firstChild);m.content=p[t]};try{const t=localStorage.getItem(k);if(p[t])s(t)}catch{}addEventListener("click",e=>{if(!e.target.closest?.("[data-theme-toggle]"))return;const t=(r.dataset.theme||(matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"))==="dark"?"light":"dark";s(t);try{localStorage.setItem(k,t)}catch{}})})()`;
