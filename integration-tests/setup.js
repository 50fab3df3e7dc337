const { MetadataStorage } = require("@medusajs/framework/mikro-orm/core")

// Each spec file loads the models anew, and MikroORM keeps those that it has
// seen in a global. Without this, the second file finds "duplicate entity
// names".
MetadataStorage.clear()
