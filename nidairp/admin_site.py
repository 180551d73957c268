"""Django's admin under the institute's name; its look is in ``assets/admin.scss``."""

from django.contrib.admin import AdminSite


class InstituteAdminSite(AdminSite):
    site_header = "NIDA IRP editors"
    site_title = "NIDA IRP editors"
    index_title = "What would you like to do?"
