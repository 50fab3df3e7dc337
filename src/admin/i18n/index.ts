import en from "./en.json" with { type: "json" }
import es from "./es.json" with { type: "json" }
import tr from "./tr.json" with { type: "json" }
import { NAMESPACE } from "./namespace"

export default {
  en: { [NAMESPACE]: en },
  es: { [NAMESPACE]: es },
  tr: { [NAMESPACE]: tr },
}
