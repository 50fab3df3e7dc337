import de from "./de.json" with { type: "json" }
import en from "./en.json" with { type: "json" }
import es from "./es.json" with { type: "json" }
import fr from "./fr.json" with { type: "json" }
import tr from "./tr.json" with { type: "json" }
import { NAMESPACE } from "./namespace"

export default {
  en: { [NAMESPACE]: en },
  de: { [NAMESPACE]: de },
  es: { [NAMESPACE]: es },
  fr: { [NAMESPACE]: fr },
  tr: { [NAMESPACE]: tr },
}
