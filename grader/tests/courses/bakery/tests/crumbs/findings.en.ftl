title = crumbs

finding-none-left = { $count }
