"""Every address of the product; each is guarded by a permission or public on purpose."""

urlpatterns: list = []
