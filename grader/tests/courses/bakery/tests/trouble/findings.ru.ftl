title = trouble
