/** An order's detail, with the statuses of its items 1, 2, 3 … */
export const detailOf = (status: unknown, ...items: unknown[]) => ({
  pk: 77,
  status,
  ...(items.length > 0 && {
    orderitem_set: items.map((item, index) => ({
      pk: index + 1,
      status: item,
    })),
  }),
})
