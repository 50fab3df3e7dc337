const { MetadataStorage } = require("@medusajs/framework/mikro-orm/core")

// Each spec file loads the models anew, and MikroORM keeps what it has seen in
// a global: without this, the second file finds "duplicate entity names".
MetadataStorage.clear()
