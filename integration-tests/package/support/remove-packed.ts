export { removePacked as default } from "./packed-once"
