import { shareStore } from "../support/store"
import stores from "./stores.json"

shareStore(stores.first)
