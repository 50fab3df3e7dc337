import type { NotificationTypes } from "@medusajs/framework/types"
import {
  AbstractNotificationProviderService,
  ModuleProvider,
  Modules,
} from "@medusajs/framework/utils"
import { say, telling } from "./station"

/**
 * A provider of Medusa's Notification module. A message leaves the store here.
 * An entry of the feed is told once the module has it in its table.
 */
class Post extends AbstractNotificationProviderService {
  static override identifier = "post"

  override async send({
    channel,
    data,
  }: NotificationTypes.ProviderSendNotificationDTO): Promise<NotificationTypes.ProviderSendNotificationResultsDTO> {
    if (channel !== "feed") {
      await telling("message", async () =>
        say({ type: "message", lines: data?.lines })
      )
    }
    return {}
  }
}

export default ModuleProvider(Modules.NOTIFICATION, { services: [Post] })
