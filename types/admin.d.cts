/** The dashboard's part of the plugin, for the bundler of Medusa's admin. */
declare const plugin: Readonly<Record<string, object>>
export = plugin
