interface Found {
  path: string
}

declare class SharedFirst {
  sort<Test extends Found>(tests: Test[]): Test[]
}

export = SharedFirst
